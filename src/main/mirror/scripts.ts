/**
 * What is done in Redis in one step. All of Redis 6.2 or older; times are Redis' own, so that no device's clock counts.
 * A record is a hash: `g` generation, `k` key id, `b` sealed text, `n` the last fence given out, `f` the fence of whoever may
 * write, `s` since when a refresh is under way (ms), 0 when none is.
 */
export interface Script {
  readonly keys: number
  readonly lua: string
}

const now = `local t = redis.call('TIME') local now = t[1] * 1000 + math.floor(t[2] / 1000)`

const look = `
local h = redis.call('HMGET', KEYS[1], 'g', 'k', 'b', 's')
local since = tonumber(h[4] or '0')
local under = -1
if since > 0 then under = now - since end
`

export const scripts = {
  /** KEYS record. What lies there: generation, key id, sealed text, for how long a refresh is under way (-1: none is). */
  read: {
    keys: 1,
    lua: `${now} ${look} return {h[1] or '0', h[2] or '', h[3] or '', under}`,
  },

  /**
   * KEYS record, lock. ARGV owner, lock ms. The lock for this owner, with a new fence; 0 and how long it is held when
   * somebody else has it. Asked twice by the same owner it gives the same lock.
   */
  lock: {
    keys: 2,
    lua: `${now}
local mine = redis.call('GET', KEYS[2]) == ARGV[1]
if not mine and not redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then
  return {0, redis.call('PTTL', KEYS[2])}
end
local fence = mine and tonumber(redis.call('HGET', KEYS[1], 'n') or '0') or redis.call('HINCRBY', KEYS[1], 'n', 1)
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], 86400000) end
${look}
return {fence, h[1] or '0', h[2] or '', h[3] or '', under}`,
  },

  /**
   * KEYS record, lock, team. ARGV owner, fence, generation, lock ms, key id. Says that a refresh goes out now: from here on
   * nobody with an earlier fence may write. 0 when the lock is another's, -1 when the record moved on, -2 when the team uses
   * another key by now: what came of it could be given to nobody.
   */
  announce: {
    keys: 3,
    lua: `${now}
local team = redis.call('GET', KEYS[3])
if team and cjson.decode(team).keyId ~= ARGV[5] then return -2 end
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
if (redis.call('HGET', KEYS[1], 'g') or '0') ~= ARGV[3] then return -1 end
redis.call('HSET', KEYS[1], 'f', ARGV[2], 's', now)
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return 1`,
  },

  /** KEYS record, lock. ARGV owner, fence. Takes it back: nothing was sent, or the answer left no doubt. */
  withdraw: {
    keys: 2,
    lua: `
if redis.call('HGET', KEYS[1], 'f') == ARGV[2] then redis.call('HSET', KEYS[1], 's', 0) end
return 1`,
  },

  /**
   * KEYS record, team. ARGV fence, generation before, generation, key id, sealed text, lifetime ms. Compare and set: 1
   * when written, 0 when the generation is another, -1 when somebody with a later fence is at work, -2 when the team uses
   * another key by now.
   */
  write: {
    keys: 2,
    lua: `
local team = redis.call('GET', KEYS[2])
if not team or cjson.decode(team).keyId ~= ARGV[4] then return -2 end
if (redis.call('HGET', KEYS[1], 'g') or '0') ~= ARGV[2] then return 0 end
if tonumber(redis.call('HGET', KEYS[1], 'f') or '0') > tonumber(ARGV[1]) then return -1 end
redis.call('HSET', KEYS[1], 'g', ARGV[3], 'k', ARGV[4], 'b', ARGV[5], 'f', ARGV[1], 's', 0)
redis.call('PEXPIRE', KEYS[1], ARGV[6])
return 1`,
  },

  /** KEYS lock. ARGV owner. Only its owner can give it back. */
  unlock: {
    keys: 1,
    lua: `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`,
  },

  /**
   * KEYS team. ARGV key id before, key id, header. Only over the header that is known; done again it changes nothing. 0 when
   * another one lies there.
   */
  writeTeam: {
    keys: 1,
    lua: `
local before = redis.call('GET', KEYS[1])
local at = before and cjson.decode(before).keyId
if at == ARGV[2] then return 1 end
if at and at ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[3])
return 1`,
  },

  /**
   * KEYS hash. ARGV device, ms after which one counts no more. Notes that the device is there; answers how many are.
   */
  attend: {
    keys: 1,
    lua: `${now}
redis.call('HSET', KEYS[1], ARGV[1], now)
redis.call('PEXPIRE', KEYS[1], 2678400000)
local all = redis.call('HGETALL', KEYS[1])
local n = 0
for i = 1, #all, 2 do
  if now - tonumber(all[i + 1]) < tonumber(ARGV[2]) then n = n + 1
  elseif now - tonumber(all[i + 1]) > 2678400000 then redis.call('HDEL', KEYS[1], all[i]) end
end
return n`,
  },

  /**
   * KEYS bucket. ARGV calls a window, its ms, wanted, 1 to take them whatever the others took. A window in twelve parts:
   * ten make it up, one is under way, and one is left for calls that are sent some time after their place was taken.
   * Answers how many places are given, and in how many ms there may be more.
   */
  take: {
    keys: 1,
    lua: `${now}
local part = math.ceil(tonumber(ARGV[2]) / 10)
local at = math.floor(now / part)
local used = 0
local oldest = nil
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local slot = tonumber(all[i])
  if slot <= at - 12 then redis.call('HDEL', KEYS[1], all[i])
  else
    used = used + tonumber(all[i + 1])
    if oldest == nil or slot < oldest then oldest = slot end
  end
end
local wanted = tonumber(ARGV[3])
local given = wanted
if ARGV[4] ~= '1' then given = math.max(0, math.min(wanted, tonumber(ARGV[1]) - used)) end
if given > 0 then
  redis.call('HINCRBY', KEYS[1], at, given)
  redis.call('PEXPIRE', KEYS[1], part * 13)
  return {given, 0}
end
return {0, ((oldest or at) + 12) * part - now}`,
  },
} as const satisfies Readonly<Record<string, Script>>
export type ScriptName = keyof typeof scripts
