import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { Lack } from '../../../shared/model/lack.ts'

interface StreamLacksProps {
  readonly provider: string
  readonly lacks: readonly Lack[]
}

/** What of a part is not here although its load was not stopped by anything. */
export function StreamLacks({ provider, lacks }: StreamLacksProps) {
  const { t } = useTranslation('sync')
  const wordsOf = (lack: Lack): string => {
    switch (lack.kind) {
      case 'permission':
        return t(lack.scopes.length > 0 ? 'lacks.permissionNamed' : 'lacks.permission', {
          part: t(`lacks.part.${lack.part}`),
          scopes: lack.scopes.join(', '),
        })
      case 'not-given':
        return t('lacks.notGiven', { provider, count: lack.count })
      case 'without-contents':
        return t('lacks.withoutContents', { provider, count: lack.count, of: lack.of })
    }
  }
  return (
    <Box
      component="ul"
      sx={{
        m: 0,
        p: 0,
        listStyle: 'none',
        typography: 'body2',
        color: 'text.secondary',
        overflowWrap: 'anywhere',
      }}
    >
      {lacks.map((lack) => {
        const words = wordsOf(lack)
        return <li key={words}>{words}</li>
      })}
    </Box>
  )
}
