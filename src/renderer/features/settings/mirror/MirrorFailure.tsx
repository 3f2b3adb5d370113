import { problemOf } from '../../../api/client.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'
import { useMirrorProblem } from './use-mirror-problem.ts'

/** What went wrong with the team's server, and why where the server's answer says it. */
export function MirrorFailure({ thrown }: { readonly thrown: unknown }) {
  const wordsOf = useMirrorProblem()
  const { error, reference } = problemOf(thrown)
  const reason = error.kind === 'mirror-failed' ? wordsOf(error.problem) : null
  return <ErrorNotice error={error} reference={reference} reason={reason} />
}
