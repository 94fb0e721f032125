"""Who runs the process, as the system has it."""

import os
import pwd
import sys

import pytest

from rectify import config, login


def test_the_name_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment may say what it likes; lock and trail name the same user and machine."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "省领导")
    assert login.login() == config.login() == pwd.getpwuid(os.getuid()).pw_name
    assert login.host() == config.host() == os.uname().nodename


def test_a_user_without_a_name_is_his_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container a process may run as a user that the system has no name for."""
    monkeypatch.setattr(os, "getuid", lambda: 54_321)
    assert login.login() == "54321"


def test_a_system_without_a_list_of_users_has_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading needs no more than that."""
    monkeypatch.setitem(sys.modules, "pwd", None)
    assert login.owner_name(7) == "7"
