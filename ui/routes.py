"""What the page calls beside Gradio's own events, all under `/page`."""

from fastapi import APIRouter

from ui.admin_routes import admin_routes
from ui.asking import asking_routes
from ui.backing import Backing
from ui.evaluation import evaluation_routes
from ui.papers import paper_routes


def page_routes(backing: Backing) -> APIRouter:
    """Every route of the page."""
    router = APIRouter()
    router.include_router(asking_routes(backing))
    router.include_router(paper_routes(backing.assistant))
    router.include_router(evaluation_routes(backing.reports))
    router.include_router(admin_routes(backing))
    return router
