"""Rules across filings: what only a whole collection shows. Folders are families, as beside this one."""
