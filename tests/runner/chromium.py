"""Finding Chromium, or getting it where that is allowed, and how it is started for a test."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")
# A browser that calls home at every start is slow, and in a closed network fails many times over.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOW = "没有找到 Chromium，跳过浏览器测试。安装（Debian/Ubuntu）：apt-get install -y " + " ".join(PACKAGES)


def find() -> str | None:
    """The path of a Chromium: the one CHROMIUM names, else one on PATH, else None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def flags() -> list[str]:
    """The arguments to start it with; its sandbox cannot be had as root."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def find_or_install() -> str | None:
    """As ``find``; as root on Debian it is installed when missing."""
    if (path := find()) or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return path
    print(f"免证：没有找到 Chromium，正在安装 {' '.join(PACKAGES)} …", file=sys.stderr, flush=True)
    unattended = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", *PACKAGES]):
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=unattended)
    return find()
