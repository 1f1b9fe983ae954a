"""A server under load: how much of a processor's time each answer costs it, whatever else the machine does meanwhile."""

import http.client
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.served import wait_for

# A server that nobody keeps busy wastes time on falling asleep and waking up.
READERS = 16
WARM_UP = 5


@dataclass(frozen=True)
class Server:
    """A running server with the processes below it."""

    process: "subprocess.Popen[bytes]"
    port: int

    def milliseconds(self, path: str, requests: int, headers: dict[str, str] | None = None) -> float:
        """Return the processor's milliseconds for each answer, while some readers ask all the time."""
        readers = [http.client.HTTPConnection("localhost", self.port) for _ in range(READERS)]

        def ask(reader: http.client.HTTPConnection, times: int) -> None:
            for _ in range(times):
                reader.request("GET", path, headers=headers or {})
                response = reader.getresponse()
                response.read()
                assert response.status == 200, f"{path}: {response.status}"

        with ThreadPoolExecutor(READERS) as pool:
            list(pool.map(ask, readers, [WARM_UP] * READERS))
            before = self._seconds()
            list(pool.map(ask, readers, [requests // READERS] * READERS))
            return (self._seconds() - before) / (requests // READERS * READERS) * 1000

    @property
    def megabytes(self) -> float:
        """Memory of the largest process that belongs to nobody else."""
        maps = [Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines() for pid in self._processes()]
        return max(sum(int(line.split()[1]) for line in lines if "Private" in line) for lines in maps) / 1024

    def _seconds(self) -> float:
        """Return the processor's seconds of all threads, which the kernel counts more finely here than in utime and stime."""
        counts = [file for pid in self._processes() for file in Path(f"/proc/{pid}/task").glob("*/schedstat")]
        return sum(int(file.read_text().split()[0]) for file in counts) / 1e9

    def _processes(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [self.process.pid, *map(int, children)]


def in_turn(*measurements: Callable[[], float], rounds: int = 5) -> list[float]:
    """Return the median of each measurement, made in turn, so that a machine that is slow for a while is slow for all."""
    figures = [[measure() for measure in measurements] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*figures, strict=True)]


@contextmanager
def serving(command: list[str], port: int, folder: Path, environment: dict[str, str]) -> Iterator[Server]:
    """Run a server until it has answered what was asked."""
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(lambda: _answers(port))
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(20)
        time.sleep(0.1)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("localhost", port, timeout=10)
    connection.request("GET", "/")
    return connection.getresponse().status < 500
