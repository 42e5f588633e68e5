"""The HTTP face: parses requests, calls the service, answers with the contract's JSON or a problem document.

It holds no knowledge of policies and no state but the open database; any number of the same process may run.
"""

from assistant.api.app import create_app, create_from_environment

__all__ = ["create_app", "create_from_environment"]
