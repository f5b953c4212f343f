"""All referrals: direct routes first, each with its wait and its next step, one tap away."""
