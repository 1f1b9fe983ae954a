"""Stands in for systemctl where systemd does not run: begins a unit's command as its user, with its variables and its folder.

A timer's command is run once, when the timer begins. How systemd walls a service in is not tried: `.ci/lint-deploy` has
`systemd-analyze` look at that.
"""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

UNITS, PIDS = Path("/etc/systemd/system"), Path("/run/stand-in")


def settings(unit: str) -> dict[str, list[str]]:
    """Read a unit; a name may stand in it more than once."""
    read = defaultdict(list)
    for line in (UNITS / f"{unit}.service").read_text().splitlines():
        name, separator, value = line.partition("=")
        if separator:
            read[name].append(value)
    return read


def begin(unit: str) -> subprocess.Popen[bytes]:
    """Begin a service's command."""
    read = settings(unit)
    variables = [line for path in read["EnvironmentFile"] for line in Path(path).read_text().splitlines() if "=" in line]
    variables += [word for line in read["Environment"] for word in shlex.split(line)]
    environment = {"PATH": os.environ["PATH"]} | dict(line.split("=", 1) for line in variables)
    (user,) = read["User"] or ["root"]
    for folder, mode in zip(read["RuntimeDirectory"], read["RuntimeDirectoryMode"], strict=True):
        subprocess.run(["install", "-d", "-o", user, "-g", user, "-m", mode, f"/run/{folder}"], check=True)
    (command,) = read["ExecStart"]
    for name, value in environment.items():
        command = command.replace(f"${{{name}}}", value)
    as_user = ["setpriv", "--reuid", user, "--regid", user, "--init-groups", "--no-new-privs"]
    log = (PIDS / f"{unit}.log").open("ab")
    return subprocess.Popen(
        [*as_user, *shlex.split(command)],
        env=environment,
        cwd=(read["WorkingDirectory"] or ["/"])[0],
        umask=int((read["UMask"] or ["0022"])[0], 8),
        stdout=log,
        stderr=log,
        start_new_session=True,
    )


def start(unit: str) -> None:
    process = begin(unit)
    (PIDS / unit).write_text(str(process.pid))


def send(unit: str, number: signal.Signals) -> None:
    os.kill(int((PIDS / unit).read_text()), number)


def stop(unit: str) -> None:
    """Ask a service to end; one that hangs is ended. Its folder goes with it, socket and all."""
    read, pid, asked = settings(unit), int((PIDS / unit).read_text()), time.monotonic()
    (patience,) = read["TimeoutStopSec"]
    send(unit, signal.SIGTERM)
    while Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes():
        time.sleep(0.1)
        if time.monotonic() > asked + int(patience.removesuffix("s")):
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
    for folder in read["RuntimeDirectory"]:
        shutil.rmtree(f"/run/{folder}")


def is_on(timer: str) -> bool:
    return (PIDS / timer).exists()


def act(verb: str, unit: str) -> None:
    if unit.endswith(".timer"):
        if verb == "stop":
            (PIDS / unit).unlink()
            return
        (PIDS / unit).touch()
        name = unit.removesuffix(".timer")
        print(f"  NOT RUN: the timer {name}. Instead: its command, once, by hand")
        process = begin(name)
        if process.wait():
            sys.exit((PIDS / f"{name}.log").read_text())
        return
    name = unit.removesuffix(".service")
    if name in ("nginx", "postgresql"):
        subprocess.run(["service", name, verb], check=True, stdout=subprocess.DEVNULL)
    elif verb == "start":
        start(name)
    elif verb == "stop" and "oneshot" in settings(name)["Type"]:
        print(f"  NOT RUN: {name} is not under way here, since no timer begins it anew")
    elif verb == "stop":
        stop(name)
    elif verb in ("restart", "try-restart"):
        stop(name)
        start(name)
    elif verb == "reload":
        # The only ExecReload of ours.
        assert settings(name)["ExecReload"] == ["/bin/kill -HUP $MAINPID"]
        send(name, signal.SIGHUP)
    else:
        sys.exit(f"The stand-in does not know “systemctl {verb}”.")


def main(verb: str, *words: str) -> None:
    PIDS.mkdir(exist_ok=True)
    if verb == "daemon-reload":
        print("  NOT RUN: systemctl daemon-reload, without systemd")
        return
    units = [word for word in words if not word.startswith("--")]
    if verb == "enable":
        assert "--now" in words
        for unit in units:
            wanted = (UNITS / unit).read_text()
            assert "WantedBy=" in wanted, f"{unit} cannot be enabled"
    for unit in units:
        act("start" if verb == "enable" else verb, unit)


if __name__ == "__main__":
    main(*sys.argv[1:])
