import os from 'node:os'

/** What the system calls the user; empty for a user id without a name, as in a container: Node throws then. */
export function userName(): string {
  try {
    return os.userInfo().username
  } catch {
    return ''
  }
}
