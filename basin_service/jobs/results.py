"""The files of results: one for each job that ended well."""

from pathlib import Path


class Results:
    """A folder with one file for each result, named by the id of its job."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def of(self, job_id: str) -> Path:
        """Where the result of a job is, or will be."""
        return self._folder / f"{job_id}.json"

    def read(self, job_id: str) -> bytes | None:
        """The result as it was written; None when there is none."""
        try:
            return self.of(job_id).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, job_id: str) -> None:
        """Leave nothing of a job, not even half a file."""
        for suffix in (".json", ".part"):
            self.of(job_id).with_suffix(suffix).unlink(missing_ok=True)

    def keep_only(self, wanted: set[str]) -> None:
        """Remove what belongs to no job, and what was half written when everything ended."""
        for file in self._folder.iterdir():
            if file.stem not in wanted or file.suffix == ".part":
                file.unlink(missing_ok=True)
