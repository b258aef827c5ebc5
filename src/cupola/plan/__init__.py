"""The plan: the problem, its model, its solution, the proof that it is legal, and the reasons behind it."""

from cupola.plan.model.problem import Problem, SceneTask, Task, Worker
from cupola.plan.result import Bone, Pass, Plan, Strip

__all__ = ["Bone", "Pass", "Plan", "Problem", "SceneTask", "Strip", "Task", "Worker"]
