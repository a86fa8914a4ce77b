import { LoadingOutlined } from '@ant-design/icons'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './app.css'
import { ApiError } from './api/client.ts'
import { startMessages } from './locales/i18n.ts'
import { useLanguage } from './locales/use-language.ts'
import { router } from './router.tsx'

const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      // a session that ended while the page was open: ask again who this is
      const ended = error instanceof ApiError && error.status === 401 && queryKey[0] !== 'session'
      if (ended) void client.invalidateQueries({ queryKey: ['session'] })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // a refusal stays a refusal; only an unreachable or failing server is asked again
      retry: (count, error) =>
        count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
  },
})

const theme = {
  token: { colorPrimary: '#14597a', colorLink: '#14597a', borderRadius: 6, fontSize: 14 },
  components: {
    Layout: { siderBg: '#0e3d54', triggerBg: '#0b3245', headerBg: '#ffffff' },
    Menu: { darkItemBg: '#0e3d54' },
  },
}

/** Without a way out to animate: an icon that waits for the end of one can stay, and with it the name "loading …" of its button. */
const button = { autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-hidden /> }

function Qinglan() {
  const { language } = useLanguage()
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en')
  return (
    <ConfigProvider locale={language === 'zh' ? zhCN : enUS} theme={theme} button={button}>
      <App>
        <RouterProvider router={router} />
      </App>
    </ConfigProvider>
  )
}

await startMessages()
const place = document.getElementById('root')
if (place) {
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <Qinglan />
      </QueryClientProvider>
    </StrictMode>,
  )
}
