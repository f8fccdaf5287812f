"""The barrier ledger: what keeps people of each area from good vacancies, in counts that are about nobody."""

from jobmatch.ledger.ledger import BarrierLedger, barrier_ledger

__all__ = ["BarrierLedger", "barrier_ledger"]
