"""The blueprint of studies."""

from flask import Blueprint

bp = Blueprint("basin", __name__, url_prefix="/studies")
