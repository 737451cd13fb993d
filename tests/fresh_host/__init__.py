"""docs/operating.md, done word by word on a fresh Debian 12: its own systemd, in a folder and a network of its own.

`python -m tests.fresh_host` (as root; it needs Debian's debootstrap and systemd-container) makes the host, runs the
commands of the page in order and places calls at it by the simulator. What the page leaves to an operator stands in
`operator.py`.
"""
