import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useTranslation } from 'react-i18next'
import type { Match } from './filter-edits.ts'

interface MatchChoiceProps {
  readonly label: string
  readonly match: Match
  readonly onChoose: (match: Match) => void
}

/** Whether all of several conditions have to hold or one of them is enough. */
export function MatchChoice({ label, match, onChoose }: MatchChoiceProps) {
  const { t } = useTranslation('filters')
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={label}
      value={match}
      onChange={(_event, chosen: Match | null) => {
        if (chosen !== null) onChoose(chosen)
      }}
    >
      <ToggleButton value="all" sx={choiceLook}>
        {t('match.all')}
      </ToggleButton>
      <ToggleButton value="any" sx={choiceLook}>
        {t('match.any')}
      </ToggleButton>
    </ToggleButtonGroup>
  )
}

const choiceLook = { py: 0.25, px: 1.25 } as const
