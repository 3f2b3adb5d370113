import Box from '@mui/material/Box'
import { CopyButton } from './CopyButton.tsx'

interface CopyBlockProps {
  readonly value: string
  /** What is copied, for the button's name: "the file". */
  readonly what: string
}

/** A text to take elsewhere letter for letter, with the button that copies it. */
export function CopyBlock({ value, what }: CopyBlockProps) {
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'flex-start',
        gap: 1,
        pl: 1.5,
        pr: 0.5,
        py: 0.5,
        minWidth: 0,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'raised',
      }}
    >
      <Box
        component="code"
        sx={{
          flex: 1,
          minWidth: 0,
          py: 0.5,
          fontSize: '0.8125rem',
          lineHeight: 1.5,
          color: 'text.primary',
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {value}
      </Box>
      <CopyButton value={value} what={what} />
    </Box>
  )
}
