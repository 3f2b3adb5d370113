import Button from '@mui/material/Button'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BreakableText } from '../../ui/BreakableText.tsx'
import { beginningOf, isLong } from './field-groups.ts'

interface FoldedTextProps {
  readonly text: string
  /** A provider's own JSON. */
  readonly isCode: boolean
}

/** A text with its line breaks; of a long one the beginning, and the rest on demand. */
export function FoldedText({ text, isCode }: FoldedTextProps) {
  const { t } = useTranslation('items')
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  const canFold = isLong(text)
  const Words = isCode ? 'code' : 'span'
  const shown = canFold && !isOpen ? beginningOf(text) : text
  const words = (
    <Words id={id} dir="auto" className="folded">
      {isCode ? shown : <BreakableText text={shown} />}
    </Words>
  )
  if (!canFold) return <span>{words}</span>
  return (
    <span>
      {words}
      <Button
        aria-expanded={isOpen}
        aria-controls={id}
        sx={{ ml: -1.5, minHeight: 26, py: 0 }}
        onClick={() => {
          setIsOpen(!isOpen)
        }}
      >
        {t(isOpen ? 'details.less' : 'details.more')}
      </Button>
    </span>
  )
}
