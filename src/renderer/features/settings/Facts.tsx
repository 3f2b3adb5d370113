import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Setting } from './Setting.tsx'

interface Fact {
  /** The setting that it is, by the table of the sections. */
  readonly id: string
  readonly name: string
  readonly value: string
  /** A folder: set in the code face, with a button that copies it. */
  readonly isPath?: boolean
}

/** Names and values that can only be read. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const { t } = useTranslation('settings')
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: '140px minmax(0, 1fr)',
        gap: 1.25,
        alignItems: 'center',
        m: 0,
        typography: 'body1',
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0 },
        '& dd > div': { display: 'flex', gap: 1, alignItems: 'center', overflowWrap: 'anywhere' },
      }}
    >
      {facts.map(({ id, name, value, isPath = false }) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>
            <Setting id={id}>
              {isPath ? <code>{value}</code> : value}
              {isPath && <CopyButton value={value} what={t('pathOf', { name })} />}
            </Setting>
          </dd>
        </Box>
      ))}
    </Box>
  )
}
