import { deliveryStates, type DeliveryState } from '../../contract/index.ts';

/** Where a delivery stands, for a sentence. */
export function stateWords({ status }: { readonly status: DeliveryState }): string {
  return deliveryStates[status];
}
