import { useTranslation } from 'react-i18next'
import type { MirrorProblem } from '../../../../shared/model/mirror-server.ts'

/** What is wrong with the server, and what to do about it, in words. */
export function useMirrorProblem(): (problem: MirrorProblem) => string {
  const { t } = useTranslation('mirror')
  return (problem) => {
    switch (problem.kind) {
      case 'permission':
        return problem.command === null
          ? t('problem.permission')
          : t('problem.permissionFor', { command: problem.command })
      case 'eviction':
        return t('problem.eviction', { policy: problem.policy })
      default:
        return t(`problem.${problem.kind}`)
    }
  }
}
