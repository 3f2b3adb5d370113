import ExpandMoreIcon from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '../../ui/format.ts'
import type { StreamGroup as Group } from './stream-groups.ts'

interface StreamGroupProps {
  readonly group: Group
  readonly isOpenAtFirst: boolean
  /** A row for each stream. */
  readonly children: ReactNode
}

/** What stands in one base, under its name; closed, it still says what is wrong inside. */
export function StreamGroup({ group, isOpenAtFirst, children }: StreamGroupProps) {
  const { t } = useTranslation('sync')
  const listId = useId()
  const [isOpen, setIsOpen] = useState(isOpenAtFirst)
  const { container, streams } = group
  const countIn = (state: string): number => streams.filter((stream) => stream.state === state).length
  const loading = countIn('loading')
  const problems = countIn('failed')
  const here = streams.reduce((sum, stream) => (stream.state === 'loading' ? sum : sum + stream.loaded), 0)
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider' }}>
      <ButtonBase
        aria-expanded={isOpen}
        aria-controls={isOpen ? listId : undefined}
        onClick={() => {
          setIsOpen(!isOpen)
        }}
        sx={{
          display: 'flex',
          width: '100%',
          justifyContent: 'flex-start',
          textAlign: 'start',
          flexWrap: 'wrap',
          columnGap: 1,
          px: 2.5,
          py: 1,
          typography: 'body2',
          '&:hover': { bgcolor: 'action.hover' },
          '&.Mui-focusVisible': { outlineOffset: -2 },
        }}
      >
        <ExpandMoreIcon
          fontSize="small"
          aria-hidden
          sx={{ ml: -0.5, color: 'text.secondary', transform: isOpen ? 'none' : 'rotate(-90deg)' }}
        />
        <Box component="bdi" sx={{ fontWeight: 600, overflowWrap: 'anywhere', minWidth: 0 }}>
          {container.label}
        </Box>
        <Box component="span" sx={{ color: 'text.secondary', fontVariantNumeric: 'tabular-nums' }}>
          {[
            t('group.tables', { count: streams.length }),
            ...(loading === 0 ? [t('group.here', { shown: formatCount(here) })] : []),
            ...(loading > 0 ? [t('group.loading', { count: loading })] : []),
          ].join(' · ')}
        </Box>
        {problems > 0 && (
          <Box component="span" sx={{ color: 'error.main', fontWeight: 600 }}>
            {t('group.problems', { count: problems })}
          </Box>
        )}
      </ButtonBase>
      {isOpen && (
        <Box component="ul" id={listId} sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {children}
        </Box>
      )}
    </Box>
  )
}
