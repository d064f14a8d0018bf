"""The web server as `flask serve` starts it, to be killed and kept up."""

import sys
from pathlib import Path

from recruitment.commands import web_options
from recruitment.settings import Settings
from tests.resilience.processes import Group, answers, environment_of, free_port, wait_until

WORKERS = 2


class WebServer(Group):
    """Granian with its workers on a port of its own; whoever runs it starts it again when it has ended."""

    def __init__(self, settings: Settings, folder: Path, target: str = "wsgi:app") -> None:
        self.port = free_port()
        granian = Path(sys.executable).parent / "granian"
        words = [str(granian), *web_options(self.port).split(), target]
        super().__init__(words, environment_of(settings), folder / "web.log")
        self.starts = 0

    def keep_up(self) -> None:
        """Starts it when it is down; after the second crash of a worker within seconds it ends by itself."""
        if self.has_ended():
            self.kill()
            self.start()
            self.starts += 1

    def wait_until_up(self) -> None:
        def is_up() -> bool:
            self.keep_up()
            return len(self.below()) >= WORKERS and answers(self.port)

        wait_until(is_up, f"a web server that answers; see {self.log}")
