import type { Reply } from '../../shared/ipc/types.ts'
import { type Account, accountIdSchema } from '../../shared/model/account.ts'
import { providerIdSchema } from '../../shared/model/provider.ts'
import type { SignInStatus } from '../../shared/model/sign-in.ts'
import type { FakeClient } from './fake-client.ts'
import { failWith, succeed } from './replies.ts'

interface HeldSignIn {
  /** What main says of the sign-in now. */
  show(changes: Partial<SignInStatus>): void
  end(reply: Reply<Account>): void
}

/** Lets a test decide how a sign-in goes on and ends; it ends as in main when it is cancelled or replaced. */
export function holdSignIn(fake: FakeClient): HeldSignIn {
  let settle: (reply: Reply<Account>) => void = () => undefined
  const say = (status: SignInStatus | null): void => {
    fake.state.signIn = status
    fake.emit('signInChanged', {})
  }
  const end = (reply: Reply<Account>): void => {
    say(null)
    settle(reply)
  }
  fake.override('signIn', 'start', ({ providerId, accountId, place }) => {
    settle(failWith({ kind: 'sign-in-cancelled' }, 'A-2'))
    const reply = new Promise<Reply<Account>>((resolve) => (settle = resolve))
    const attempt = (fake.state.signIn?.attempt ?? 0) + 1
    say({
      attempt,
      providerId: providerIdSchema.parse(providerId),
      accountId: accountIdSchema.nullable().parse(accountId),
      place,
      step: 'waiting',
      untilMs: Date.now() + 300_000,
      handedOverAt: null,
      canPaste: place === 'browser',
    })
    return reply
  })
  fake.override('signIn', 'cancel', () => {
    end(failWith({ kind: 'sign-in-cancelled' }, 'A-3'))
    return Promise.resolve(succeed({}))
  })
  return {
    show(changes) {
      if (fake.state.signIn !== null) say({ ...fake.state.signIn, ...changes })
    },
    end,
  }
}
