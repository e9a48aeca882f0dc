"""The blueprint of dialogue."""

from flask import Blueprint

bp = Blueprint("dialogue", __name__, url_prefix="/dialogue")
