import AppBar from '@mui/material/AppBar'
import Box from '@mui/material/Box'
import CssBaseline from '@mui/material/CssBaseline'
import Typography from '@mui/material/Typography'
import { createTheme, ThemeProvider } from '@mui/material/styles'
import { createElement as draw, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

// React and MUI with a theme, a bar and a line of text, and nothing else: what the choice of libraries costs.
const theme = createTheme({ cssVariables: true, colorSchemes: { light: true, dark: true } })
const page = draw(
  Box,
  null,
  draw(AppBar, { position: 'static' }, draw(Typography, { variant: 'h6', component: 'h1' }, 'Shell')),
  draw(Typography, { component: 'main', sx: { p: 2 } }, 'Nothing here'),
)
createRoot(document.querySelector('#root')).render(
  draw(StrictMode, null, draw(ThemeProvider, { theme }, draw(CssBaseline), page)),
)
