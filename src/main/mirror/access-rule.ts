/**
 * The rights that a user of the team needs, as `ACL SETUSER` takes them: its own keys, no channels, and the commands that
 * the scripts are made of (Redis checks those inside a script as well).
 */
export const accessRuleOf = (team: string): string =>
  `resetkeys ~cv1:{${team}}:* resetchannels -@all +ping +get +set +del +pexpire +pttl +hget +hmget +hset +hdel +hgetall +hincrby +time +eval`
