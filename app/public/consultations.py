"""Lists that are open for comment."""

from flask import Blueprint, g

from app.access import open_to_all
from app.fragments import render

pages = Blueprint("public_consultations", __name__, url_prefix="/consultations")


@pages.get("/")
@open_to_all
def index():
    g.nav = "consultations"
    return render("public/consultations/index.html")
