/**
 * CouchDB and what speaks its protocol. In: databases and how far their changes were read. Out: documents that have changed since.
 * Runs on the strand of its instance.
 */
@NullMarked
package dev.headrace.connectors.couchdb;

import org.jspecify.annotations.NullMarked;
