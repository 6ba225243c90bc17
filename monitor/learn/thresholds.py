"""The threshold that costs least when a miss costs more than a false alarm. Pure."""


def cheapest(miss_cost: float) -> float:
    """``1 / (1 + miss_cost)``: where alerting and silence cost the same, given that the probabilities are true.

    Chosen from the cost alone, not from the labelled items: calibration is checked on its own, and a threshold fitted to
    two hundred attacks would wander with each new corpus. Raises ValueError for a cost that is not positive.
    """
    if miss_cost <= 0:
        raise ValueError("a miss must cost something: give a miss_cost above 0")
    return 1 / (1 + miss_cost)
