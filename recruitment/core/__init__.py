"""What every slice stands on: time, viewers, tenancy, keeping, lifecycles, audit, jobs, outbox, documents."""
