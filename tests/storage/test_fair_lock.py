import threading
import time

import pytest

from ivr.storage.fair_lock import FairLock, QueueTooLong


def test_threads_are_served_in_the_order_they_came():
    lock, served = FairLock(patience=5), []

    def take(number):
        with lock:
            served.append(number)

    with lock:
        threads = [threading.Thread(target=take, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
            time.sleep(0.01)
    for thread in threads:
        thread.join()
    assert served == list(range(8))


def test_nobody_waits_longer_than_the_patience():
    lock = FairLock(patience=0.02)
    with lock, pytest.raises(QueueTooLong):
        lock.__enter__()


def test_who_gave_up_does_not_hold_the_lock():
    lock = FairLock(patience=0.02)
    with lock, pytest.raises(QueueTooLong):
        lock.__enter__()
    with lock:
        pass


def test_an_exception_inside_lets_the_next_one_in():
    lock = FairLock(patience=0.02)
    with pytest.raises(KeyError), lock:
        raise KeyError
    with lock:
        pass
