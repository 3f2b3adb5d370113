import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { MirrorChange } from '../../../../shared/model/mirror.ts'
import { problemOf } from '../../../api/client.ts'
import { useChooseMirrorAuthorities } from '../../../api/use-mirror.ts'
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx'

interface ServerAuthoritiesProps {
  /** The subjects of those that hold now. */
  readonly used: readonly string[]
  /** Of the file that was chosen last. */
  readonly chosen: readonly string[]
  readonly choice: MirrorChange['authorities']
  readonly onChoose: (choice: MirrorChange['authorities']) => void
}

/** Whose certificate the server may show: an authority that the computer trusts, or one of the user's own. */
export function ServerAuthorities({ used, chosen, choice, onChoose }: ServerAuthoritiesProps) {
  const { t } = useTranslation('mirror')
  const choose = useChooseMirrorAuthorities()
  const subjects = { keep: used, none: [], chosen }[choice]
  return (
    <Box role="group" aria-label={t('authorities.label')}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {t('authorities.label')}
      </Typography>
      {subjects.length === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('authorities.system')}
        </Typography>
      ) : (
        <Box component="ul" sx={{ my: 0.5, pl: 2.5, typography: 'body2', overflowWrap: 'anywhere' }}>
          {subjects.map((subject) => (
            <li key={subject}>
              <bdi>{subject}</bdi>
            </li>
          ))}
        </Box>
      )}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', mt: 1 }}>
        <Button
          variant="outlined"
          color="inherit"
          loading={choose.isPending}
          onClick={() => {
            choose.mutate(undefined, {
              onSuccess: ({ count }) => {
                if (count !== null) onChoose('chosen')
              },
            })
          }}
        >
          {t('authorities.choose')}
        </Button>
        {subjects.length > 0 && (
          <Button
            color="inherit"
            onClick={() => {
              onChoose('none')
            }}
          >
            {t('authorities.useSystem')}
          </Button>
        )}
      </Box>
      {choose.error !== null && <ErrorNotice {...problemOf(choose.error)} />}
    </Box>
  )
}
