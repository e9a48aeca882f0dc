"""pygeoapi's configuration: it is handed over as files, which are made anew at every start."""

import json
import os
from pathlib import Path
from typing import Any

from basin_service.contract import words
from basin_service.model.identity import MODEL_ID
from basin_service.settings import Settings

TAGS = {"server", "processes", "jobs", MODEL_ID}


def configuration(settings: Settings) -> dict[str, Any]:
    """One process and nothing else: no maps, no collections, no pages, no address to call."""
    return {
        "server": {
            "bind": {"host": settings.host, "port": settings.port},
            "url": settings.public_url,
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "gzip": False,
            "languages": ["es", "qu", "en"],
            "pretty_print": False,
            "limits": {"default_items": 20, "max_items": 100},
            "map": {"url": "", "attribution": ""},
            "manager": {"name": "basin_service.jobs.job_keeper.JobKeeper"},
        },
        "logging": {"level": "CRITICAL"},  # our own log tells about jobs
        "metadata": _metadata(settings),
        "resources": {
            MODEL_ID: {
                "type": "process",
                "processor": {"name": "basin_service.api.process.SalarProcess"},
            }
        },
    }


def _metadata(settings: Settings) -> dict[str, Any]:
    here = settings.public_url
    return {
        "identification": {
            "title": words.SERVICE_TITLE,
            "description": words.PROCESS_DESCRIPTION,
            "keywords": ["basin-model"],
            "keywords_type": "theme",
            "terms_of_service": here,
            "url": here,
        },
        "license": {"name": "AGPL-3.0-or-later", "url": "https://www.gnu.org/licenses/agpl-3.0"},
        "provider": {"name": "Rimanakuy", "url": here},
        "contact": {"name": "Rimanakuy"},
    }


def hand_over(settings: Settings) -> None:
    """Write the files, and tell pygeoapi where they are, before it is imported."""
    whole = configuration(settings)
    _write(settings.folder / "pygeoapi.json", whole, "PYGEOAPI_CONFIG")
    from pygeoapi.openapi import get_oas

    document = get_oas(whole, fail_on_invalid_collection=False)
    paths = document["paths"]
    document["paths"] = {path: paths[path] for path in paths if _is_served(path)}
    document["tags"] = [tag for tag in document["tags"] if tag["name"] in TAGS]
    _write(settings.folder / "openapi.json", document, "PYGEOAPI_OPENAPI")


def _is_served(path: str) -> bool:
    parts = path.strip("/").split("/")
    return parts[0] in {"", "conformance", "openapi", "processes", "jobs"}


def _write(file: Path, content: dict[str, Any], variable: str) -> None:
    file.write_text(json.dumps(content, default=str), "utf-8")
    os.environ[variable] = str(file)
