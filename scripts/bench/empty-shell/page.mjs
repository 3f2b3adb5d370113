import AppBar from '@mui/material/AppBar'
import Button from '@mui/material/Button'
import CssBaseline from '@mui/material/CssBaseline'
import { createTheme, ThemeProvider } from '@mui/material/styles'
import Toolbar from '@mui/material/Toolbar'
import Typography from '@mui/material/Typography'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

const bar = createElement(
  AppBar,
  { position: 'static' },
  createElement(Toolbar, null, createElement(Typography, { variant: 'h6', component: 'h1' }, 'Shell')),
)
const button = createElement(Button, { variant: 'contained' }, 'Ready')
const theme = createTheme()
createRoot(document.querySelector('#root')).render(
  createElement(ThemeProvider, { theme }, createElement(CssBaseline), bar, button),
)
