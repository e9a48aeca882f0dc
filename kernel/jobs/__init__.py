"""Durable work: a change enqueues it in its own transaction, a worker beside the web does it.

`Jobs` is what operations see. `Duties` declare what can be done, `Work` is what a duty works with,
`Worker` does it. What they store is references and numbers only.
"""

from kernel.jobs.duties import Duties, Duty, Queue
from kernel.jobs.enqueue import Jobs
from kernel.jobs.work import Work

__all__ = ["Duties", "Duty", "Jobs", "Queue", "Work"]
