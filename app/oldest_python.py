"""Say in one sentence that this Python is too old, in syntax that an old Python can still read."""

import sys

OLDEST = (3, 11)
NEWER = ("3.11", "3.12", "3.13", "3.14")


def check(module):
    """Go on silently on a Python that is new enough; otherwise say what is needed and leave with status 1."""
    why = refusal(tuple(sys.version_info[:3]), module, _installed())
    if why:
        sys.stderr.write(why + "\n")
        sys.exit(1)


def refusal(version, module, installed):
    """Why this version cannot run the register and which command would, or None when it can."""
    if version[:2] >= OLDEST:
        return None
    running = ".".join(str(part) for part in version)
    if installed:
        advice = "本机已有更新的版本，请改用：" + installed[0] + " -m " + module
    else:
        advice = "请先安装（例如在 Debian 12、Ubuntu 24.04 上以管理员身份运行：apt-get install python3 python3-venv）。"
    return "需要 Python 3.11 或更高，现在运行的是 " + running + "。" + advice


def _installed():
    try:
        from shutil import which
    except ImportError:
        return []
    return ["python" + version for version in NEWER if which("python" + version)]
