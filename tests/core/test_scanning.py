"""The malware scanner is asked in its own protocol, and nothing but its word makes a file clean."""

from pathlib import Path

import pytest

from recruitment.core.scanning import CHUNK, ScannerFails, threat_in
from tests.builders.documents import EICAR
from tests.core.scanner import a_scanner, free_port


def test_it_tells_malware_from_what_is_clean(tmp_path: Path) -> None:
    with a_scanner() as url:
        assert threat_in(b"Clean classrooms.", url) is None
        assert threat_in(EICAR, url) == "Eicar-Signature"
        assert threat_in(b" " * (3 * CHUNK + 1) + EICAR, url) == "Eicar-Signature"
    with a_scanner(path=tmp_path / "scanner") as url:
        assert threat_in(EICAR, url) == "Eicar-Signature"
        assert threat_in(b"", url) is None


@pytest.mark.parametrize("mode", ["die", "cut", "limit", "hang", "trickle"])
def test_without_a_verdict_nothing_is_clean(mode: str) -> None:
    with a_scanner(mode) as url, pytest.raises(ScannerFails):
        threat_in(b"Clean classrooms.", url, patience=0.5)


def test_a_scanner_that_is_not_there_is_no_verdict(tmp_path: Path) -> None:
    for url in (f"tcp://127.0.0.1:{free_port()}", f"unix:{tmp_path / 'none'}"):
        with pytest.raises(ScannerFails):
            threat_in(b"Clean classrooms.", url)
