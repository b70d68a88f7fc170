#!/usr/bin/env python3
"""Make docs/images anew: the report of a sample filing, as a browser shows it.

    .venv/bin/python docs/make_pictures.py

Needs Chromium or Chrome on the PATH and a Chinese font.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "sample_data"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FILING = "originals/self-evaluation-faulty.xlsx"
SIZE = (1060, 1240)
ABOVE_THE_FORM = "header, nav, [aria-labelledby=verdict], #filer"
PICTURES = {
    "report.png": ("zh", ""),
    "form.png": ("zh", ABOVE_THE_FORM),
    "report-en.png": ("en", ""),
    "form-en.png": ("en", ABOVE_THE_FORM),
}


def main() -> None:
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("make_pictures: no Chromium or Chrome on the PATH")
    jixiao = Path(sys.executable).with_name("jixiao")
    (HERE / "images").mkdir(exist_ok=True)
    for name, (language, hidden) in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            check = [jixiao, "check", FILING, "--output", folder, "--lang", language, "--fail-on", "never"]
            subprocess.run(check, check=True, cwd=SAMPLES, stdout=subprocess.DEVNULL)  # noqa: S603
            page = Path(folder) / f"{Path(FILING).name}.html"
            if hidden:
                page.write_text(without(hidden, page.read_text("utf-8")), "utf-8")
            shoot(browser, page, HERE / "images" / name)
        print(f"docs/images/{name}")


def without(hidden: str, page: str) -> str:
    """The page with some parts not displayed, which its security policy would not let a browser do."""
    page = re.sub(r"<meta http-equiv=[^>]*>", "", page)
    return page.replace("</head>", f"<style>{hidden} {{ display: none }}</style></head>")


def shoot(browser: str, page: Path, picture: Path) -> None:
    """Save what the browser shows of `page`."""
    with tempfile.TemporaryDirectory() as profile:
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-device-scale-factor=1.25",
            f"--user-data-dir={profile}",
            f"--window-size={SIZE[0]},{SIZE[1]}",
            f"--screenshot={picture}",
        ]
        subprocess.run([browser, *options, page.as_uri()], check=True, capture_output=True)  # noqa: S603


if __name__ == "__main__":
    main()
