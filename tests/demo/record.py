"""Record what the demonstration shows of the real model: `python -m tests.demo.record`.

Needs `.venv-basin` (`sh basin_service/setup.sh run`). The jobs that it prints stand in
`demo/study_story.py`.
"""

import gzip
import tempfile
from pathlib import Path

import click

from demo.study import DATA
from demo.study_story import DEFAULTS, RUNS
from tests.basin_service.serving import Service


def main() -> None:
    """Start a service, ask it what the story asks, and keep what it answers."""
    with tempfile.TemporaryDirectory() as folder:
        service = Service(Path(folder) / "basin", BASIN_FAULTS="0")
        try:
            service.start()
            for one in RUNS:
                job = service.execute(DEFAULTS | one.inputs).job_id
                packed = gzip.compress(service.results_of(job), 9, mtime=0)
                (DATA / f"{one.file}.json.gz").write_bytes(packed)
                click.echo(f"{one.file}: {job}")
        finally:
            service.kill()


if __name__ == "__main__":
    main()
