#!/usr/bin/env python3
"""Make docs/images anew: the report of a sample filing, as a browser shows it.

    .venv/bin/python docs/make_pictures.py

Needs Chromium or Chrome on the PATH and a Chinese font.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "sample_data"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
PICTURES = {
    "report.png": ("self-evaluation-faulty.txt", "zh", (1200, 1120)),
    "report-en.png": ("self-evaluation-faulty.txt", "en", (1200, 1120)),
}


def main() -> None:
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("make_pictures: no Chromium or Chrome on the PATH")
    jixiao = Path(sys.executable).with_name("jixiao")
    (HERE / "images").mkdir(exist_ok=True)
    for name, (filing, language, size) in PICTURES.items():
        with tempfile.TemporaryDirectory() as folder:
            check = [jixiao, "check", filing, "--output", folder, "--lang", language, "--fail-on", "never"]
            subprocess.run(check, check=True, cwd=SAMPLES, stdout=subprocess.DEVNULL)
            page = Path(folder) / f"{filing}.html"
            shoot(browser, page, HERE / "images" / name, size)
        print(f"docs/images/{name}")


def shoot(browser: str, page: Path, picture: Path, size: tuple[int, int]) -> None:
    """Save what the browser shows of `page` in a window of `size`."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--force-device-scale-factor=1.5",
                f"--user-data-dir={profile}",
                f"--window-size={size[0]},{size[1]}",
                f"--screenshot={picture}",
                page.as_uri(),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


if __name__ == "__main__":
    main()
