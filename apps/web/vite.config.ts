import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig, loadEnv } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { precompress } from './precompress.ts'

/** What the server answers itself: never rewritten to the app, never kept by the service worker. */
const SERVER_PATHS = ['/api', '/pictures', '/socket.io', '/health', '/livez', '/readyz']

/** In development the page comes from Vite and everything else from the server, under one origin. */
function proxyToServer(target: string) {
  return Object.fromEntries(
    SERVER_PATHS.map((path) => [path, { target, ws: path === '/socket.io', changeOrigin: false }]),
  )
}

export default defineConfig(({ mode }) => {
  const { SERVER_PORT = '3000' } = loadEnv(mode, '.', 'SERVER_')
  return {
    plugins: [
      react(),
      tailwindcss(),
      VitePWA({
        // A new version waits until the person asks for it: nobody is interrupted in the middle of a sentence.
        registerType: 'prompt',
        injectRegister: false,
        manifest: {
          name: 'Chat',
          short_name: 'Chat',
          description: 'Rooms to talk in, that lose no message.',
          lang: 'en',
          start_url: '/',
          display: 'standalone',
          background_color: '#16181d',
          theme_color: '#16181d',
          icons: [
            { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
            { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
            { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
            { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          ],
        },
        workbox: {
          // Letters of other alphabets are fetched when somebody writes them; offline the system's own font serves.
          globPatterns: ['**/*.{js,css,html,svg}', 'assets/inter-latin-wght-normal-*.woff2'],
          navigateFallback: '/index.html',
          navigateFallbackDenylist: SERVER_PATHS.map((path) => new RegExp(`^${path}(/|$|\\?)`)),
          cleanupOutdatedCaches: true,
          clientsClaim: true,
          inlineWorkboxRuntime: true,
          sourcemap: false,
        },
      }),
      precompress(),
    ],
    resolve: { conditions: ['@chat/source', ...defaultClientConditions] },
    server: { port: 5173, strictPort: true, proxy: proxyToServer(`http://localhost:${SERVER_PORT}`) },
    preview: { proxy: proxyToServer(`http://localhost:${SERVER_PORT}`) },
    build: {
      // The first of each that knows light-dark(), which the colours are written in, and Intl.Segmenter.
      target: ['chrome123', 'edge123', 'firefox125', 'safari17.5'],
      sourcemap: false,
      // The content security policy allows no data: URLs for scripts, styles and fonts.
      assetsInlineLimit: 0,
    },
  }
})
