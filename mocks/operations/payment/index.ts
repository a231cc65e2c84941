export { buyCreditPack, createBillingPortal, createCheckout } from './checkout.ts'
export { openCheckout, settleCheckout } from './checkout-page.ts'
export { receiveStripeEvent } from './stripe-event.ts'
export { getCreditBalance, getSubscription, updateSubscription } from './subscription.ts'
