"""The blueprint of this feature's pages for staff."""

from flask import Blueprint

bp = Blueprint("meetings", __name__, url_prefix="/meetings")
