import type { NodeAPI } from "node-red";

/** Lets the process of the benchmark ask a node of this Node-RED, which is there once this was called. */
export function answer<Order>(RED: NodeAPI, path: string, work: (order: Order) => Promise<object>): void {
  RED.httpAdmin.post(path, (request, response) => {
    work(request.body as Order).then(
      (measured) => response.json(measured),
      (error: Error) => response.status(500).send(error.stack),
    );
  });
  RED.httpAdmin.post("/bench/ready", (_request, response) => void response.json({}));
}
