/* <cost-calculator>: adds up the rates of its table for the reader's own numbers. */
(() => {
  'use strict';

  const dollars = (amount) => `$${amount.toLocaleString('en-US', { maximumFractionDigits: 0 })}`;

  /* "30:11,:30" is 11 each for the first 30, and 30 for each one after. */
  const readTiers = (text) => (text ? text.split(',').map((tier) => {
    const [upTo, price] = tier.split(':');
    return { upTo: upTo ? Number(upTo) : Infinity, price: Number(price) };
  }) : []);

  class CostCalculator extends HTMLElement {
    /* What `count` units cost. */
    static price(count, amount, tiers) {
      if (!tiers.length) return count * amount;
      let sum = 0;
      let from = 0;
      for (const { upTo, price } of tiers) {
        sum += Math.max(0, Math.min(count, upTo) - from) * price;
        from = upTo;
      }
      return sum;
    }

    connectedCallback() {
      if (this.rows) return;
      this.total = this.querySelector('[data-part="total"]');
      this.rows = [...this.querySelectorAll('tr[data-amount]')].map((row) => ({
        input: row.querySelector('input'),
        sum: row.querySelector('[data-part="sum"]'),
        amount: Number(row.dataset.amount),
        tiers: readTiers(row.dataset.tiers),
      }));
      for (const part of this.querySelectorAll('[hidden]')) part.hidden = false;
      this.addEventListener('input', () => this.add());
      this.add();
    }

    add() {
      let total = 0;
      for (const { input, sum, amount, tiers } of this.rows) {
        const count = Math.min(Math.max(Math.floor(Number(input.value) || 0), 0), Number(input.max));
        const price = CostCalculator.price(count, amount, tiers);
        sum.textContent = dollars(price);
        total += price;
      }
      this.total.textContent = `About ${dollars(total)} in all. This is an estimate from the dated rates above: see each source before you pay.`;
    }
  }

  customElements.define('cost-calculator', CostCalculator);
})();
