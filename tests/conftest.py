"""
How hard the property tests look, for every test that pytest collects: those in tests/ and the doctests in src/.

The environment variable ``HYPOTHESIS_PROFILE`` chooses: ``fast`` while writing, ``default`` before a commit, ``deep``
now and then. pytest's own ``--hypothesis-profile`` still has the last word.
"""

import os

from hypothesis import HealthCheck, settings

# Need a browser, Java, that some libraries are not installed, and mutmut: nox sessions name them. What is named is
# collected all the same, so nothing has to be skipped.
collect_ignore = ["browser", "engines", "extras", "mutation"]

_EXAMPLES = {"fast": 10, "default": 20, "deep": 2000}

for _name, _max_examples in _EXAMPLES.items():
    settings.register_profile(
        _name,
        max_examples=_max_examples,
        # Neither deadline nor `too_slow`: both look at the clock, and a busy machine is no fault of ours.
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        # So that a failure seen once elsewhere can be repeated here.
        print_blob=True,
    )

settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))
