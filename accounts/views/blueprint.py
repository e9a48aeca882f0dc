"""Everything about offices, people and signing in stands under these addresses."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
