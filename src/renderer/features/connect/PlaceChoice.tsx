import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type SignInPlace, signInPlaceSchema } from '../../../shared/model/sign-in.ts'

interface PlaceChoiceProps {
  readonly provider: string
  /** Where the last sign-in happened; null at the first one. */
  readonly remembered: SignInPlace | null
  readonly isDisabled: boolean
  readonly onChoose: (place: SignInPlace) => void
  readonly onLeave: () => void
}

/** Where to sign in: both at the first time, afterwards the last one first and the other one beside it. */
export function PlaceChoice({ provider, remembered, isDisabled, onChoose, onLeave }: PlaceChoiceProps) {
  const { t } = useTranslation('connect')
  const titleId = useId()
  const hintId = useId()
  const first = remembered ?? 'browser'
  const places = signInPlaceSchema.options.toSorted((one) => (one === first ? -1 : 1))
  return (
    <Box component="section" aria-labelledby={titleId}>
      <Typography variant="h2" id={titleId}>
        {t('place.title', { provider })}
      </Typography>
      <Typography variant="body2" id={hintId} sx={{ color: 'text.secondary', mt: 0.5 }}>
        {t('place.hint')}
      </Typography>
      <Box sx={{ display: 'flex', gap: 1, mt: 2, flexWrap: 'wrap', alignItems: 'center' }}>
        {places.map((place) => (
          <Button
            key={place}
            // Two equal offers at the first time; afterwards the usual one stands out.
            variant={place === first ? 'contained' : remembered === null ? 'outlined' : 'text'}
            size={place === first || remembered === null ? 'large' : 'small'}
            disabled={isDisabled}
            aria-describedby={hintId}
            onClick={() => {
              onChoose(place)
            }}
          >
            {t(`place.${place}`)}
          </Button>
        ))}
        <Button color="inherit" onClick={onLeave} sx={{ ml: 'auto' }}>
          {t('leave')}
        </Button>
      </Box>
    </Box>
  )
}
