export { getPlanUsage, getUsageBreakdown } from './credits.ts'
export { getDashboardAnalytics } from './dashboard.ts'
export { getConversationTokens, getFileTokens, getMonthlyTokens } from './tokens.ts'
export { getTopEndpoints, getUsageByPeriod, getUsageDetails, getUsageSummary } from './uses.ts'
