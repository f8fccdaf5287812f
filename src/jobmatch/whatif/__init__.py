"""What would have to change: barriers of a person, near misses, why not this job, and what to ask first."""

from jobmatch.whatif.barriers import Barriers, find_barriers
from jobmatch.whatif.questions import question_frame
from jobmatch.whatif.why_not import Blocker, WhyNot, why_not

__all__ = ["Barriers", "Blocker", "WhyNot", "find_barriers", "question_frame", "why_not"]
