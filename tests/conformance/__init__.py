"""The suite: the features' bindings and the laws, for any calculator. It ships in the wheel."""

import pytest

pytest.register_assert_rewrite(f"{__name__}.tables")
